import { conceal } from '../../lib/plugin/redact';
import { logLine, wantedLevels } from '../../lib/plugin/log';

const time = new Date('2025-02-03T04:05:06.789Z');

test.each([
  [{}, []],
  [{ TF_LOG: 'OFF' }, []],
  [{ TF_LOG: 'warn' }, ['warn', 'error']],
  [{ TF_LOG: 'trace', TF_LOG_PROVIDER: 'ERROR' }, ['error']],
  [{ TF_LOG: 'JSON' }, ['trace', 'debug', 'info', 'warn', 'error']],
  [{ TF_LOG: 'loud' }, ['trace', 'debug', 'info', 'warn', 'error']],
])('%j asks for the levels %j', (env, levels) => {
  expect([...wantedLevels(env)]).toEqual(levels);
});

test('a line has the fields that go-plugin reads, which others cannot take the place of', () => {
  expect(
    JSON.parse(logLine('warn', 'a\nb', { n: 1, gone: undefined, '@level': 'x', '@message': 'y' }, time)),
  ).toEqual({
    '@level': 'warn',
    '@message': 'a\nb',
    '@module': 'provider',
    '@timestamp': '2025-02-03T04:05:06.789000Z',
    n: 1,
  });
});

test('concealed values are taken out, before long text is cut', () => {
  conceal('hunter2!');
  const edge = `${'x'.repeat(1_997)}hunter2!`;
  const line = JSON.parse(logLine('info', edge, { url: 'https://a/?k=hunter2!&l=hunter2%21&' }, time));
  expect(line['@message']).toBe(`${'x'.repeat(1_997)}***`);
  expect(line.url).toBe('https://a/?k=***&l=***&');
});

test('a long text is cut, so that a line stays below 64 KiB', () => {
  const long = '\u0001'.repeat(100_000);
  const line = logLine('info', long, { a: long, b: long, c: long, d: long }, time);
  expect(Buffer.byteLength(line)).toBeLessThan(64 * 1024);
  expect(JSON.parse(line)).toMatchObject({ a: `${'\u0001'.repeat(2_000)}… (cut)` });
});
