import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { providerFolder } from '../../lib/mirror/mirror-folder';
import { putProviderIntoMirror, writeIfDifferent } from '../../lib/mirror/write-mirror';
import { putProviderIntoStackFolder } from '../../lib/construct/stack-folder';
import { temporaryFolder } from '../construct/synthesis';

const built = { zip: Buffer.from('zip'), hash: 'h1:x' };
const ZIP = 'terraform-provider-datadogwebhooks_1.0.0_linux_amd64.zip';

/** A file of somebody else, and a link to it. */
function linked(path: string): string {
  const victim = join(temporaryFolder(), 'victim');
  writeFileSync(victim, 'of somebody else');
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(victim, path);
  return victim;
}

test("a link with the name of another process's draft stays, and its file is not written", () => {
  const mirror = temporaryFolder();
  const draft = join(providerFolder(mirror), `${ZIP}.${process.pid}`);
  const victim = linked(draft);
  putProviderIntoMirror(mirror, built.zip, '1.0.0');

  expect(readFileSync(victim, 'utf8')).toBe('of somebody else');
  expect(lstatSync(draft).isSymbolicLink()).toBe(true);
});

test('a link in the place of the file is replaced, even if its file has the right content', () => {
  const file = join(temporaryFolder(), ZIP);
  const victim = linked(file);
  writeIfDifferent(file, Buffer.from('of somebody else'));

  expect(lstatSync(file).isFile()).toBe(true);
  writeFileSync(victim, 'changed later');
  expect(readFileSync(file, 'utf8')).toBe('of somebody else');
});

test.each(['terraform.d', 'terraform.d/plugins', 'terraform.d/plugins/terraform.local/cdktf'])(
  'the linked folder %s in a stack is refused',
  (name) => {
    const [stack, elsewhere] = [temporaryFolder(), temporaryFolder()];
    const link = join(stack, name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(elsewhere, link);
    const message = `${link} is a symbolic link, so the provider would be written to another place. Remove the link.`;

    expect(() => putProviderIntoStackFolder(stack, built, {})).toThrow(message);
    expect(readdirSync(elsewhere)).toStrictEqual([]);
    expect(existsSync(join(stack, '.terraform.lock.hcl'))).toBe(false);
  },
);

test('a mirror may be a link itself and have other versions, and the folders in it may be no links', () => {
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
  const mirror = join(folder, 'mirror');
  symlinkSync(elsewhere, mirror);
  putProviderIntoMirror(mirror, built.zip, '0.9.0');
  putProviderIntoMirror(mirror, built.zip, '1.0.0');
  const versions = [ZIP, ZIP.replace('1.0.0', '0.9.0')];
  expect(readdirSync(providerFolder(elsewhere))).toEqual(expect.arrayContaining(versions));

  symlinkSync(folder, join(folder, 'terraform.local'));
  expect(() => putProviderIntoMirror(folder, built.zip, '1.0.0')).toThrow(
    `${join(folder, 'terraform.local')} is a symbolic link`,
  );
});
