// The thread of the reader of PDF files, without pdf.js: the test runtime's Node is too old for it. One file makes it fill its memory.
const { parentPort, workerData } = require('node:worker_threads');

parentPort.postMessage({ kind: 'text', page: 1, text: 'One' });
if (!workerData.file.endsWith('hostile.pdf')) parentPort.postMessage({ kind: 'done' });
else for (const words = []; ;) words.push('x'.repeat(10_000).split(''));
