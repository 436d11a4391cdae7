#!/usr/bin/env node
// Plays `gh api` for the workflows in examples/: the calls that they make, on the comments and issues of a
// file.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const [command, ...words] = process.argv.slice(2);
if (command !== 'api' || !process.env.GH_TOKEN) fail(`only \`gh api\` with a token is played: ${command}`);
const call = { fields: {}, method: undefined, jq: undefined, path: undefined };
while (words.length > 0) {
  const word = words.shift();
  if (word === '--jq') call.jq = words.shift();
  else if (word === '--method') call.method = words.shift();
  else if (word === '--field') {
    const [, name, value] = /^(\w+)=([^]*)$/.exec(words.shift());
    call.fields[name] = value.startsWith('@') ? readFileSync(value.slice(1), 'utf8') : value;
  } else if (!['--paginate', '--silent'].includes(word)) call.path = word;
}
const state = JSON.parse(readFileSync(process.env.GH_STATE, 'utf8'));
const method = call.method ?? (Object.keys(call.fields).length > 0 ? 'POST' : 'GET');
const path = call.path.replace(/\?.*/, '');
state.calls.push(`${method} ${path}`);
const [, list, id] =
  /^repos\/octo\/app\/(issues\/7\/comments|issues\/comments|issues)(?:\/(\d+))?$/.exec(path) ?? fail(path);
const kept = list === 'issues' ? state.issues : state.comments;
if (method === 'GET') {
  // Two a page; gh runs the filter on each page by itself.
  const open = kept.filter((one) => one.state !== 'closed');
  for (let at = 0; at < open.length; at += 2)
    process.stdout.write(
      execFileSync('jq', ['-r', call.jq], { input: JSON.stringify(open.slice(at, at + 2)) }),
    );
} else if (method === 'POST')
  kept.push({
    id: 100 + kept.length,
    number: 100 + kept.length,
    user: { login: 'github-actions[bot]' },
    ...call.fields,
  });
else
  Object.assign(
    kept.find((one) => String(list === 'issues' ? one.number : one.id) === id) ?? fail(path),
    call.fields,
  );
writeFileSync(process.env.GH_STATE, JSON.stringify(state));

function fail(what) {
  process.stderr.write(`gh: ${what}\n`);
  process.exit(1);
}
