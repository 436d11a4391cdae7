/** Takes docs/review.png, the picture of a review in README.md. `npx tsx scripts/screenshot.ts`, after a change to its looks. */
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { htmlReview } from '../lib/review/html';
import { findChromium } from '../test/helpers/chromium';
import { STORY } from '../test/review/story';

async function main(): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    console.error(
      'There is no Chromium on the PATH. Install one, or name it in the environment variable CHROMIUM.',
    );
    process.exit(1);
  }
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: { width: 1180, height: 980 }, colorScheme: 'light' });
    await page.setContent(htmlReview(STORY));
    await page.screenshot({ path: join(__dirname, '../docs/review.png') });
  } finally {
    await browser.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
