import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, zip } from '../../archive';
import { run } from '../../programs';
import { frameworks } from './generate';
import { CACHE } from './programs';

export const GO_ENVIRONMENT = {
  // `go build` completes go.mod. Without the other flag, nobody but root can remove the modules.
  GOFLAGS: '-mod=mod -modcacherw',
  GOMODCACHE: join(CACHE, 'go/modules'),
  GOCACHE: join(CACHE, 'go/build'),
  GOWORK: 'off',
};

/** The generated frameworks as `go mod edit` takes them, such as `-replace=MODULE=FOLDER`. */
export function frameworkReplacements(): string[] {
  const modules = join(frameworks(), 'go');
  return ['constructs', 'cdktf', 'null', 'cdktn'].map((name) => {
    const folder = join(modules, name);
    return `-replace=${moduleOf(folder)}=${folder}`;
  });
}

/** Compiles generated modules, and packs them as they are committed to the repository of our Go modules. */
export function packGo(folders: readonly string[], file: string): void {
  const modules = folders.map((folder) => join(folder, 'go/datadogwebhooks'));
  modules.forEach(completeModule);
  const files = modules.flatMap((folder) => {
    // Such as `cdktf/datadogwebhooks`, behind the names of the host, the owner and the repository.
    const path = moduleOf(folder).split('/').slice(3).join('/');
    return filesIn(folder).map((packed) => ({ ...packed, name: `${path}/${packed.name}` }));
  });
  writeFileSync(file, zip(files, 9));
}

function completeModule(cwd: string): void {
  const go = (...args: string[]) => run('go', args, { cwd, env: GO_ENVIRONMENT });
  const replacements = frameworkReplacements();
  go('mod', 'edit', ...replacements);
  go('build', './...');
  go(
    'mod',
    'edit',
    ...replacements.map((replace) => replace.replace(/^-replace=(.*)=.*$/, '-dropreplace=$1')),
  );
  go('fmt', './...');
  rmSync(join(cwd, 'go.sum'), { force: true });
}

export function moduleOf(folder: string): string {
  return /^module (.*)$/m.exec(readFileSync(join(folder, 'go.mod'), 'utf8'))?.[1] ?? '';
}
