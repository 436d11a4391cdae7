import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import { HtmlValidate } from 'html-validate';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { htmlReview } from '../../../lib/review/forms';
import { quotedWhole } from '../../../lib/text/visible';
import { GROUPS } from '../../../lib/drift/words';
import type { Review } from '../../../lib/review';
import { findChromium } from '../../helpers/chromium';
import { fullRun } from '../../helpers/full-run';
import { needing } from '../../helpers/needing';
import { reviewHolding, whateverTheValues, type Six } from './hostile';
import { method, reviewOf, stackOf } from './reviews';
import { storyReview } from './story';

const executablePath = findChromium();
const withChromium = needing('Chromium', executablePath !== undefined);

const STORY = storyReview();
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1440, height: 900 };

test.each([
  ['the story', STORY],
  ['several stacks', reviewOf([...STORY.stacks, stackOf([method('other')], { stack: 'other' })])],
  ['nothing', reviewOf([])],
  ['hostile values', reviewHolding(['<b>', '</td>', '"', "'", '</style>', '&amp;'])],
])('the page of %s is valid HTML', async (_, review) => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended', 'html-validate:a11y'],
    rules: {
      // Whether an element without content is closed with a slash is the formatter's business.
      'void-style': 'off',
      'no-trailing-whitespace': 'off',
      'long-title': 'off',
    },
  });
  const report = await validator.validateString(htmlReview(review));
  expect(report.results.flatMap((result) => result.messages)).toEqual([]);
});

test('the style sheet has the colours and the filter of each group', () => {
  const sheet = readFileSync(join(__dirname, '../../../lib/review/forms/html/style.css'), 'utf8');
  const lacking = GROUPS.filter(
    (group) =>
      !sheet.includes(`\n.${group} {\n  --ink: light-dark(`) ||
      sheet.split(`#show-${group}:checked`).length !== 2,
  );
  expect(lacking).toEqual([]);
});

test('no value is anything but text in the page', () => {
  const skeleton = (text: string) => text.replace(/>[^<]*/g, '>').replace(/"[^"]*"/g, '""');
  whateverTheValues(300, (six) => {
    // The overview omits a long value.
    const plain = six.map((text) => 'a'.repeat(Math.max(1, text.length))) as unknown as Six;
    expect(skeleton(htmlReview(reviewHolding(six)))).toBe(skeleton(htmlReview(reviewHolding(plain))));
  });
});

withChromium.describe('in Chromium', () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'review-page-'));
    browser = await chromium.launch({
      ...(executablePath ? { executablePath } : {}),
      args: ['--no-sandbox'],
    });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /**
   * The review's page, opened from a file as people open it; what it asked for or complained about is
   * collected.
   */
  async function opened(review: Review, options: BrowserContextOptions = {}) {
    const file = join(folder, 'review.html');
    writeFileSync(file, htmlReview(review));
    const page = await browser.newPage(options);
    const trouble: string[] = [];
    page.on('console', (message) => trouble.push(message.text()));
    page.on('pageerror', (error) => trouble.push(error.message));
    page.on('request', (request) => {
      if (!request.isNavigationRequest()) trouble.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
    return { page, trouble };
  }

  const shownCards = (page: Page) =>
    page.locator('.card').evaluateAll((cards) => cards.filter((card) => card.checkVisibility()).length);

  const fold = (page: Page, open: boolean) =>
    page.evaluate(`for (const fold of document.querySelectorAll('details')) fold.open = ${open}`);

  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(axe.source);
    const results = await page.evaluate<AxeResults>(
      `axe.run({
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        resultTypes: ['violations'],
      })`,
    );
    return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  }

  const APPEARANCES = (['light', 'dark'] as const).flatMap((colorScheme) =>
    [PHONE, DESKTOP].flatMap((viewport) => [true, false].map((open) => ({ colorScheme, viewport, open }))),
  );
  const IN_THE_GATE = [APPEARANCES[0]!, APPEARANCES.at(-1)!];

  test.each(fullRun ? APPEARANCES : IN_THE_GATE)(
    'everybody can use the $colorScheme page at $viewport, with its folds open: $open',
    async ({ colorScheme, viewport, open }) => {
      const { page, trouble } = await opened(STORY, { colorScheme, viewport });
      await fold(page, open);
      expect(await violations(page)).toEqual([]);
      const [wide, visible] = await page.evaluate<[number, number]>(
        '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
      );
      expect(wide).toBe(visible);
      expect(trouble).toEqual([]);
      await page.close();
    },
  );

  test('the filter shows by keyboard what its label counts', async () => {
    const { page } = await opened(STORY, { viewport: DESKTOP });
    await page.keyboard.press('Tab');
    const seen: [string, number][] = [];
    for (let choice = 0; choice < 8; choice += 1) {
      const label = await page.locator('.tile :checked + label').innerText();
      seen.push([label.replace(/\s+/g, ' '), await shownCards(page)]);
      if (fullRun) expect(await violations(page)).toEqual([]);
      await page.keyboard.press('ArrowRight');
    }
    expect(seen).toEqual([
      ['15 All', 13],
      ['1 Conflict', 1],
      ['1 To delete', 1],
      ['2 Drifted', 2],
      ['6 To deploy', 6],
      ['2 Settled drift', 2],
      ['1 Not compared', 1],
      // One line for all.
      ['2 In sync', 0],
    ]);
    await page.close();
  });

  test('print shows everything, whatever was filtered and folded', async () => {
    const { page } = await opened(STORY, { colorScheme: 'dark', viewport: DESKTOP });
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await fold(page, false);
    expect(await shownCards(page)).toBe(1);
    await page.emulateMedia({ media: 'print' });
    expect(await shownCards(page)).toBe(13);
    const heights = await page
      .locator('details > :not(summary)')
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().height > 0));
    expect(heights).not.toContain(false);
    const background = await page.evaluate('getComputedStyle(document.body).color');
    expect(background).toBe('rgb(26, 35, 48)');
    await page.close();
  });

  test('forced colours leave borders where colours told parts apart', async () => {
    const { page } = await opened(STORY, { forcedColors: 'active', viewport: DESKTOP });
    const borders = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.badge')].map((badge) => getComputedStyle(badge).borderTopStyle)`,
    );
    expect(new Set(borders)).toEqual(new Set(['solid']));
    if (fullRun) expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test('a value is read on the page as it is in the other forms', async () => {
    const six: Six = ['n\u202e', 'a  b', '<i>&amp;', 'x\ny', 's', 'p'];
    const { page } = await opened(reviewHolding(six));
    const cells = await page.locator('.card > table td[data-column] code').allTextContents();
    expect(cells).toEqual(six.slice(1, 4).map(quotedWhole));
    await page.close();
  });
});

test('the committed picture is small enough for a README', () => {
  expect(readFileSync(join(__dirname, '../../../docs/review.png')).length).toBeLessThan(150_000);
});
