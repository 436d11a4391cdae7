/**
 * The version that is released: the one in package.json. The changelog's first heading has to name it, such
 * as `## 1.2.0 (2027-01-31)`. Until its release the heading has `(unreleased)` in place of the day.
 *
 * @param tag the tag that is released, such as `v1.2.0`; absent in a dry run of an unreleased version
 * @throws when package.json, the changelog and the tag do not agree
 */
export function releaseVersion(version: string, changelog: string, tag?: string): string {
  const [, heading, when] = /^## (\S+) \((.+)\)$/m.exec(changelog) ?? [];
  if (heading !== version)
    throw new Error(
      `package.json has version ${version}, and the first heading of CHANGELOG.md has ${heading ?? 'none'}. ` +
        'A release has one version. Correct the one that is wrong.',
    );
  if (tag === undefined) return version;
  if (tag !== `v${version}`)
    throw new Error(
      `The tag is ${tag}, and package.json has version ${version}. Tag the commit with v${version}.`,
    );
  if (!/^\d{4}-\d\d-\d\d$/.test(when ?? ''))
    throw new Error(
      `CHANGELOG.md calls ${version} "${when}". ` +
        'Write the day of the release there, such as 2027-01-31, and tag that commit.',
    );
  return version;
}
