import { once } from 'node:events';
import { Command } from 'commander';
import {
  startEmulator,
  type Emulator,
  type EmulatorIdentity,
  type EmulatorOptions,
  type EmulatorRateLimit,
} from '../emulator';
import { hostIn, isLoopback } from '../text/host';
import { changeCommands, DEFAULT_PORT } from './emulate-changes';
import { awsKeysMissing, badNumber, badRateLimit, keysGoTogether } from './errors';

const HELP = `
The commands act like a person in Datadog. They find the emulator by DD_HOST.
Without it, they use port ${DEFAULT_PORT} of this machine.`;

interface EmulateOptions {
  readonly port: number;
  readonly host: string;
  readonly file?: string;
  readonly user?: string;
  readonly latency?: number;
  readonly rateLimit?: EmulatorRateLimit;
  readonly apiKey?: string;
  readonly appKey?: string;
  readonly orgUuid?: string;
  readonly tokenSeconds?: number;
  readonly quiet?: true;
}

/** `datadog-webhooks emulate`: runs a local Datadog until Ctrl-C. */
export function emulateCommand(): Command {
  const command = new Command('emulate')
    .description('run a local Datadog with the auth methods of the Webhooks Integration')
    .option('--port <number>', 'the port to listen on; 0 for any free one', wholeNumber, DEFAULT_PORT)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option(
      '--file <path>',
      'store the auth methods, without secrets, in this file (default: in memory only)',
    )
    .option('--latency <milliseconds>', 'the delay of each answer', wholeNumber)
    .option('--rate-limit <requests/seconds>', 'answer 429 to more requests than this', rateLimit)
    .option('--api-key <key>', 'the only valid API key (default: any)')
    .option('--app-key <key>', 'the only valid application key (default: any)')
    .option(
      '--org-uuid <uuid>',
      'let in the AWS identity whose keys are in AWS_ACCESS_KEY_ID, … (default: no AWS identity)',
    )
    .option('--token-seconds <number>', 'how long its tokens live (default: 900)', wholeNumber)
    .option('--user <email>', 'the user who makes all changes, in the audit trail')
    .option('--quiet', 'do not print a line for each request')
    .addHelpText('after', HELP)
    .action(emulate)
    .configureHelp({ subcommandTerm: (change) => change.name() })
    .enablePositionalOptions();
  changeCommands().forEach((change) => command.addCommand(change));
  return command;
}

async function emulate(options: EmulateOptions): Promise<void> {
  const emulator: Emulator = await startEmulator({
    ...emulatorOptions(options),
    // Nothing reads them here, and the command may run for days.
    onRequest: () => emulator.clearRequests(),
  });
  if (!isLoopback(hostIn(options.host))) process.stderr.write(REACHABLE);
  print(greeting(emulator.url, options));
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await emulator.close();
}

function emulatorOptions(options: EmulateOptions): EmulatorOptions {
  const { latency, apiKey, appKey, orgUuid, tokenSeconds, quiet, ...others } = options;
  if (!apiKey !== !appKey) throw keysGoTogether();
  return {
    ...others,
    latencyMs: latency,
    credentials: apiKey && appKey ? [{ apiKey, appKey }] : undefined,
    identities: orgUuid === undefined ? undefined : [identity(orgUuid, tokenSeconds)],
    log: quiet ? undefined : print,
  };
}

function identity(orgUuid: string, tokenSeconds: number | undefined): EmulatorIdentity {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = process.env;
  if (!accessKeyId || !secretAccessKey) throw awsKeysMissing();
  return { orgUuid, accessKeyId, secretAccessKey, sessionToken: sessionToken || undefined, tokenSeconds };
}

function greeting(url: string, { file, apiKey, orgUuid }: EmulateOptions): string {
  const key = apiKey ? '…' : 'any';
  const login =
    orgUuid === undefined
      ? `export DD_API_KEY=${key}\n  export DD_APP_KEY=${key}`
      : `export DD_CLOUD_PROVIDER_TYPE=aws\n  export DD_ORG_UUID=${orgUuid}`;
  return `The emulator listens on ${url} and keeps auth methods ${file ? `in ${file}` : 'in memory only'}.
To deploy to it, set these variables where you deploy:

  export DD_HOST=${url}
  ${login}

Press Ctrl-C to stop it.
`;
}

const REACHABLE =
  'Warning: other machines can reach the emulator, and change its auth methods. ' +
  'Use the default --host where that is not wanted.\n';

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw badNumber();
  return Number(text);
}

function rateLimit(text: string): EmulatorRateLimit {
  const [, limit, periodSeconds] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  if (!limit || !periodSeconds) throw badRateLimit();
  return { limit: Number(limit), periodSeconds: Number(periodSeconds) };
}
