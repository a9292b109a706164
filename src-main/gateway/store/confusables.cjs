// CommonJS, because `require` loads the table when it is asked for, also in the built program. Most threads never ask.
exports.readConfusables = () => require('unhomoglyph/data.json');
