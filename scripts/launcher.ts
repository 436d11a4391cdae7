import { StartError } from '../lib/plugin/errors';

/**
 * The executable's content: it checks what it needs, and loads the provider. Terraform shows the first line
 * of standard output as the reason when a provider does not start.
 *
 * The first two lines are a shell script that replaces itself with Node, and says so when there is none. To
 * Node, the second one is a string and a comment. Node reads NODE_DEBUG before any code, and prints keys with
 * it. The rest must parse in any Node, so the provider is a file of its own. Together this adds about 1.5 ms
 * of CPU time to a start.
 *
 * @param file the provider, beside the executable
 * @param source the provider's address
 * @param engines the range of Node versions in package.json, such as `>= 20.9.0`
 */
export function launcher(file: string, source: string, engines: string): string {
  const needs = `${source} cannot start: it needs Node.js ${oldest(engines).join('.')} or newer`;
  const repair = 'Install it, and put its folder first on the PATH of the shell that runs Terraform.';
  const absent = `${needs}, and there is no program named node on the PATH. ${repair} ${StartError.NOTE}`;
  return `#!/bin/sh
':' //; command -v node >/dev/null || { echo '${absent}'; exit 1; }; unset NODE_DEBUG NODE_DEBUG_NATIVE; exec node "$0" "$@"
process.on('SIGUSR1', function () {});
${loadedFrom(file, engines, `console.log('${needs}, and this is Node.js ' + process.versions.node + '. ${repair} ${StartError.NOTE}')`)}`;
}

/** The content of the command's file, which must parse in any Node. */
export function commandEntry(file: string, packageName: string, engines: string): string {
  const needs = `${packageName} needs Node.js ${oldest(engines).join('.')} or newer`;
  return `#!/usr/bin/env node
${loadedFrom(file, engines, `console.error('${needs}, and this is Node.js ' + process.versions.node + '. Install a newer one, and put its folder first on the PATH.')`)}`;
}

function loadedFrom(file: string, engines: string, refuse: string): string {
  const [major, minor] = oldest(engines);
  return `var version = process.versions.node.split('.');
if (version[0] > ${major} || (version[0] == ${major} && version[1] >= ${minor})) require('./${file}');
else {
  ${refuse};
  process.exitCode = 1;
}
`;
}

function oldest(engines: string): [major: string, minor: string] {
  const [, major, minor] = /^>= (\d+)\.(\d+)\.0$/.exec(engines) ?? [];
  if (major === undefined || minor === undefined)
    throw new Error(`cannot read the range of Node versions: ${engines}`);
  return [major, minor];
}
