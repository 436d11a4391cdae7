import { join } from 'node:path';
import { cleanEnvironment, ROOT, run } from './helpers/terraform';

test("the README's demo holds", async () => {
  const tsx = join(ROOT, 'node_modules/.bin/tsx');
  const { code, text } = await run(tsx, ['scripts/demo.ts'], { cwd: ROOT, env: cleanEnvironment() });

  expect(text).not.toContain('The demo does not hold');
  expect(code).toBe(0);
});
