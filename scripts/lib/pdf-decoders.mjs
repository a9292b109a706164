// pdf.js loads its decoders of pictures by their address when a file needs one. Nothing could check what comes then: a worker has
// no import map. So they are put into the worker itself.

const DECODERS = ['jbig2_nowasm_fallback.js', 'openjpeg_nowasm_fallback.js'];
const LOADING = /await import\((?:\s|\/\*[^*]*\*\/)*`\$\{WasmImage\.#wasmUrl\}\$\{this\._noWasmFilename\}`\)/g;

export function decodersInPdfWorker() {
  return {
    name: 'lanai:pdf-decoders',
    transform(code, id) {
      if (!id.endsWith('/pdf.worker.mjs')) return null;
      const found = code.match(LOADING)?.length ?? 0;
      const left = code.replaceAll(LOADING, '').match(/\bimport\(/g)?.length ?? 0;
      if (found !== 1 || left !== 0) throw new Error('pdf.js loads its decoders in another way: change scripts/lib/pdf-decoders.mjs.');
      const imports = DECODERS.map((name, at) => `import * as decoder${at} from 'pdfjs-dist/wasm/${name}';`).join('\n');
      const table = `const lanaiDecoders = { ${DECODERS.map((name, at) => `'${name}': decoder${at}`).join(', ')} };`;
      return { code: `${imports}\n${table}\n${code.replace(LOADING, 'lanaiDecoders[this._noWasmFilename]')}`, map: null };
    },
  };
}
