import type { EmulatorFault } from '../emulator';
import { badFault } from './errors';

/** The options of `--fault`, and how each is read. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  route: String,
  authMethod: String,
  skip: Number,
  count: Number,
  probability: Number,
  seed: Number,
  handled: (text) => ({ true: true, false: false })[text],
  status: Number,
  milliseconds: Number,
  bytes: Number,
  rateLimitReset: Number,
  retryAfter: Number,
};

export const FAULT_HELP = `
A fault is METHOD:KIND or METHOD:KIND:OPTION=VALUE,… with * for every method. Each request gets the first
fault that matches it and is not used up.

Kinds:
  a status from 400 to 599, refuse, reset-before, reset-after, hang, slow-body, cut-body, wrong-json, html,
  empty-body, wrong-type, wrong-content-length, large-body, redirect

Options:
  count=<n>         how many requests fail; Infinity for all (default: 1; with a probability, Infinity)
  skip=<n>          how many matching requests succeed first
  probability=<p>   how likely a request fails, such as 0.05; seed=<n> decides which ones
  route=<r>         only requests to list, collection, method or audit
  authMethod=<a>    only requests for the auth method with this id or name
  handled=<b>       true or false: whether the request takes effect
  status=<n>        the status of html, redirect, wrong-json, wrong-type, empty-body and large-body
  rateLimitReset=<seconds>, retryAfter=<seconds>   headers of a status such as 429
  milliseconds=<n>  the duration of slow-body
  bytes=<n>         the size of large-body

Examples:
  --fault POST:reset-after                   the first create takes effect, and its answer is lost
  --fault '*:503:probability=0.05,seed=7'    one request in twenty fails, the same ones in each run
  --fault PATCH:429:rateLimitReset=2,count=3`;

/** Reads a fault such as `POST:reset-after:count=1`. The emulator checks whether it is valid. */
export function readFault(text: string): EmulatorFault {
  const [method = '', kind = '', options, ...rest] = text.split(':');
  if (method === '' || kind === '' || rest.length > 0)
    throw badFault('It must be METHOD:KIND or METHOD:KIND:OPTIONS');
  return {
    kind: /^\d+$/.test(kind) ? Number(kind) : kind,
    ...(method === '*' ? {} : { method }),
    ...(options === undefined ? {} : Object.fromEntries(options.split(',').map(readOption))),
  } as EmulatorFault;
}

function readOption(text: string): [string, unknown] {
  const [, name = '', value = ''] = /^([^=]*)=(.+)$/.exec(text) ?? [];
  const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  const read = reader?.(value);
  if (read === undefined || Number.isNaN(read))
    throw badFault(`The option "${text}" is not valid. The options are ${Object.keys(READERS).join(', ')}`);
  return [name, read];
}
