// The worker that reads PDF files, in one script: the decoders of pictures, which pdf.js would load when it needs one, are in it.
// The builder puts `decoders` in the place of that loading (scripts/lib/pdf-decoders.mjs).
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
