import { PROVIDER_SOURCE } from '../attributes';
import { Secrets } from '../text/secrets';
import { escapeUnsafe } from '../text/unsafe';
import { PUBLIC_TEXTS } from '../wire/public-texts';
import { routesOf, type Route } from './connections';
import { checkCalls, withoutCalls } from './datadog';
import { about, CHECKS, notChecked, type Check, type Finding } from './finding';
import { checkFramework, frameworkCli } from './framework';
import { checkCertificates, checkNode, checkTerraform, PROVIDER } from './programs';
import { readProject, type StackCode } from './project';
import { checkProxy, passwordsOfProxies } from './proxy';
import { checkInstallation, checkProvider, checkVariables, type ProviderOptions } from './stacks';

export interface DoctorOptions extends ProviderOptions {
  /** The project's folder. */
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  /** The package that the command comes with. */
  readonly packageName: string;
  /** How long a program or a call may take, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * Checks everything that a deploy needs, without changing anything. All checks run at the same time, and none
 * takes longer than `timeoutMs`.
 *
 * @returns the findings, in a fixed order. They contain no key and no secret.
 */
export async function examine(options: DoctorOptions): Promise<Finding[]> {
  const { folder, environment, packageName } = options;
  const { findings: project, stacks, usesNpm } = readProject(folder, environment);
  const routes = routesOf(stacks, environment, options.timeoutMs);
  const secrets = new Secrets(
    [...routes.flatMap((route) => route.secrets), ...passwordsOfProxies(environment)],
    PUBLIC_TEXTS,
  );
  const cli = usesNpm ? frameworkCli(folder) : undefined;
  const nodeUsers = [...(needsNode(stacks) ? [PROVIDER] : []), ...(cli ? [cli] : [])];
  const [node, terraform, ...calls] = await Promise.all([
    nodeUsers.length > 0 ? checkNode(options, nodeUsers) : NODE_INSIDE,
    checkTerraform(options),
    ...routes.map((route) => routeFindings(route, options.version, secrets)),
  ]);
  const isOpenTofu = terraform.found.startsWith('OpenTofu');
  const findings = [
    ...project,
    ...checkCertificates(environment),
    node,
    terraform,
    usesNpm ? checkFramework(folder, packageName) : WITHOUT_NPM,
    ...checkInstallation(environment, stacks, isOpenTofu),
    ...stacks.flatMap((stack) =>
      about(stack.name, [checkProvider(stack, options), checkVariables(stack, environment)]),
    ),
    checkProxy(environment),
    ...calls.flat(),
  ];
  return inOrder(findings).map((finding) =>
    withoutSecrets(finding, (text) => escapeUnsafe(secrets.mask(text))),
  );
}

const WITHOUT_NPM = notChecked('framework', 'The configuration is not in TypeScript.');
const NODE_INSIDE = notChecked('node', 'A provider from a registry or a mirror brings its own Node.');

function needsNode(stacks: readonly StackCode[]): boolean {
  return stacks.length === 0 || stacks.some(({ source }) => source === PROVIDER_SOURCE);
}

async function routeFindings(
  { subject, findings, connection }: Route,
  version: string,
  secrets: Secrets,
): Promise<Finding[]> {
  const calls = connection ? await checkCalls(connection, version, secrets) : withoutCalls();
  return about(subject, [...findings, ...calls]);
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return (Object.keys(CHECKS) as Check[]).flatMap((check) =>
    findings.filter((finding) => finding.check === check),
  );
}

function withoutSecrets(finding: Finding, show: (text: string) => string): Finding {
  const texts = Object.entries(finding).filter(([name]) => ['subject', 'found', 'advice'].includes(name));
  return { ...finding, ...Object.fromEntries(texts.map(([name, text]) => [name, show(String(text))])) };
}
