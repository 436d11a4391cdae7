import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { generateProto } from '../../scripts/generate-proto';

const root = join(__dirname, '../..');
const committed = join(root, 'lib/plugin/generated');

test('the generated code is what the definitions give', () => {
  const out = mkdtempSync(join(tmpdir(), 'generated-'));
  generateProto(relative(root, out));
  expect(readdirSync(out)).toEqual(readdirSync(committed));
  for (const file of readdirSync(out))
    expect(readFileSync(join(out, file), 'utf8')).toBe(readFileSync(join(committed, file), 'utf8'));
  rmSync(out, { recursive: true });
});
