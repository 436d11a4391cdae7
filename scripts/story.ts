/**
 * Plays the story, and writes what of it is committed: test/fixtures/story, docs/review.png,
 * docs/recording.svg, and the blocks of output in README.md and docs/review.md. `npm run build && npx tsx
 * scripts/story.ts`. With `--forms` it plays nothing, and writes the forms of the committed plan.
 * test/acceptance/story.full.test.ts plays the story and compares.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import packageJson from '../package.json';
import { findChromium } from '../test/helpers/chromium';
import { ROOT } from './programs';
import { DOCUMENTS, FORMS, PLAN, withBlocks } from './story/forms';
import { playEverything, playQuickstart } from './story/play';
import { recording } from './story/recording';

const FIXTURES = join(ROOT, 'test/fixtures/story');

async function main(): Promise<void> {
  const isFormsOnly = process.argv.includes('--forms');
  if (!isFormsOnly)
    for (const [name, content] of await playEverything()) writeFileSync(join(FIXTURES, name), content);
  for (const [name, args] of FORMS) writeFileSync(join(FIXTURES, name), review(args));
  if (!isFormsOnly) {
    const { blocks, steps } = await playQuickstart();
    writeFileSync(join(ROOT, 'docs/recording.svg'), recording(steps));
    for (const file of DOCUMENTS.map((name) => join(ROOT, name)))
      writeFileSync(file, withBlocks(readFileSync(file, 'utf8'), blocks));
  }
  await picture(join(ROOT, 'docs/review.png'));
}

/** What the built command writes of the story's plan. */
function review(args: readonly string[]): string {
  const command = join(ROOT, 'dist/cli/datadog-webhooks.js');
  const written = execFileSync(process.execPath, [command, 'review', ...args], {
    cwd: FIXTURES,
    encoding: 'utf8',
  });
  return written.replaceAll(packageJson.version, '1.0.0');
}

async function picture(file: string): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    throw new Error('There is no Chromium on the PATH. Name one in CHROMIUM.');
  const folder = mkdtempSync(join(tmpdir(), 'story-'));
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1180, height: 980 }, colorScheme: 'light' });
    writeFileSync(join(folder, 'review.html'), review([...PLAN, '--format', 'html']));
    await page.goto(pathToFileURL(join(folder, 'review.html')).href);
    await page.screenshot({ path: file });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

void main();
