/** A style sheet as the bundler inlines it: its text. */
module.exports = { process: (sheet) => ({ code: `module.exports = ${JSON.stringify(sheet)};` }) };
