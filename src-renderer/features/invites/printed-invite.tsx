import { createPortal } from 'react-dom';
import { QrCode } from '../../ui/qr-code.tsx';
import { strings } from '../../strings/all-strings.ts';
import '../../ui/paper.css';

interface PrintedInviteProps {
  title: string;
  /** The rooms that it opens, the number of its uses, and the time of its end. */
  about: string;
  homeName: string;
  link: string;
}

/** The invite on paper, beside the page's own elements, which are not printed then. */
export function PrintedInvite({ title, about, homeName, link }: PrintedInviteProps) {
  return createPortal(
    <div data-print>
      <h1>{strings.invites.mailSubject(homeName)}</h1>
      <p className="about">{title}</p>
      <div className="code">
        <QrCode text={link} label={strings.invites.qrCode(title)} />
      </div>
      <p>{strings.invites.scanIt}</p>
      <p className="address">{link}</p>
      <p className="line">{about}</p>
    </div>,
    document.body,
  );
}
