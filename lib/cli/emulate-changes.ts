import { Command } from 'commander';
import type { AuthMethod } from '../emulator';
import { WEB_PATH, type WebAnswer, type WebRequest } from '../emulator/web-interface';
import { hostIn, isLoopback } from '../text/host';
import { isRecord } from '../text/json';
import { escapeUnsafe } from '../text/unsafe';
import { quoted } from '../text/quoted';
import { badAttribute, CommandError, noEmulator, notThisMachine } from './errors';
import { writeStandardOutput } from './files';

/** A fixed port, so that DD_HOST stays valid. The Datadog Agent uses 8125 and 8126. */
export const DEFAULT_PORT = 8130;

type Attributes = Readonly<Record<string, string | null>>;

const ATTRIBUTES = 'as in the API, such as scope=read; an empty value clears one';

/** `emulate add`, `edit`, `remove` and `show`: act on a running emulator like a person in Datadog. */
export function changeCommands(): Command[] {
  const changes = [
    new Command('add')
      .description('add an auth method to the running emulator')
      .argument('<name>')
      .argument('[attributes...]', ATTRIBUTES, attribute)
      .action((name: string, attributes: Attributes = {}, { user }: { user?: string }) =>
        change({ action: 'add', attributes: { ...defaultsOf(name), ...attributes }, user }),
      ),
    new Command('edit')
      .description('edit an auth method of the running emulator')
      .argument('<name>', 'its name or id')
      .argument('<attributes...>', ATTRIBUTES, attribute)
      .action((authMethod: string, attributes: Attributes, { user }: { user?: string }) =>
        change({ action: 'edit', authMethod, attributes, user }),
      ),
    new Command('remove')
      .description('remove an auth method of the running emulator')
      .argument('<name>', 'its name or id')
      .action((authMethod: string, { user }: { user?: string }) =>
        change({ action: 'remove', authMethod, user }),
      ),
  ].map((command) => command.option('--user <email>', 'who does it, in the audit trail'));
  const description = 'show the auth methods of the running emulator';
  return [...changes, new Command('show').description(description).action(show)];
}

function attribute(text: string, before: Attributes = {}): Attributes {
  const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined) throw badAttribute();
  return { ...before, [name]: value || null };
}

function defaultsOf(name: string) {
  return { name, access_token_url: 'https://login.example.com/oauth2/token', client_id: `${name}-client` };
}

const DONE = { add: 'Added', edit: 'Edited', remove: 'Removed' };

async function change(request: WebRequest & { readonly action: keyof typeof DONE }): Promise<void> {
  for (const method of await ask(request)) {
    const sentence = `${DONE[request.action]} ${quoted(String(method.attributes.name))}.\n`;
    await writeStandardOutput(request.action === 'remove' ? sentence : sentence + linesOf(method));
  }
}

async function show(): Promise<void> {
  const methods = await ask({ action: 'show' });
  await writeStandardOutput(methods.map(linesOf).join('\n') || 'The emulator has no auth methods.\n');
}

function linesOf({ id, attributes }: AuthMethod): string {
  const lines = Object.entries({ id, ...attributes }).map(
    ([name, value]) => `  ${name.padEnd(16)}  ${value ?? '(none)'}`,
  );
  return lines.map((line) => `${escapeUnsafe(line)}\n`).join('');
}

async function ask(request: WebRequest): Promise<WebAnswer['methods']> {
  const address = process.env.DD_HOST || `http://127.0.0.1:${DEFAULT_PORT}`;
  const { host, origin: url } = URL.canParse(address) ? new URL(address) : { host: '', origin: '' };
  if (!isLoopback(hostIn(host))) throw notThisMachine(host);
  const response = await fetch(url + WEB_PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    redirect: 'manual',
  }).catch((error: Error) => {
    throw noEmulator(url, (error.cause instanceof Error ? error.cause : error).message);
  });
  const body: unknown = await response.json().catch(() => undefined);
  const { methods, errors } = isRecord(body) ? body : {};
  if (Array.isArray(methods)) return methods as AuthMethod[];
  // Any other server answers with another body.
  if (!Array.isArray(errors)) throw noEmulator(url, `it answered ${response.status}`);
  throw new CommandError(escapeUnsafe(errors.join(' ')));
}
