import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { releaseVersion } from '../../scripts/release/version';
import { ROOT } from '../helpers/terraform';

const changelog = (heading: string) =>
  `# Changelog\n\nWords.\n\n## ${heading}\n\n- A change.\n\n## 0.9.0 (2026-01-01)\n`;

describe('the version of a release', () => {
  test('is the one in package.json, which the changelog begins with', () => {
    const text = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');

    expect(releaseVersion(packageJson.version, text)).toBe(packageJson.version);
  });

  test('is that of the tag', () => {
    expect(releaseVersion('1.0.0', changelog('1.0.0 (2027-01-31)'), 'v1.0.0')).toBe('1.0.0');
  });

  const DISAGREE = 'A release has one version. Correct the one that is wrong.';
  test.each([
    [
      '1.1.0 (unreleased)',
      undefined,
      `package.json has version 1.0.0, and the first heading of CHANGELOG.md has 1.1.0. ${DISAGREE}`,
    ],
    [
      '',
      undefined,
      `package.json has version 1.0.0, and the first heading of CHANGELOG.md has 0.9.0. ${DISAGREE}`,
    ],
    [
      '1.0.0 (2027-01-31)',
      'v1.0.1',
      'The tag is v1.0.1, and package.json has version 1.0.0. Tag the commit with v1.0.0.',
    ],
    [
      '1.0.0 (unreleased)',
      'v1.0.0',
      'CHANGELOG.md calls 1.0.0 "unreleased". ' +
        'Write the day of the release there, such as 2027-01-31, and tag that commit.',
    ],
  ])('is refused when the changelog begins with "%s" and the tag is %s', (heading, tag, message) => {
    expect(() => releaseVersion('1.0.0', changelog(heading), tag)).toThrow(new Error(message));
  });
});
