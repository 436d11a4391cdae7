import type { EmulatorFault } from '../emulator';
import { badFault } from './errors';

/** The options of a rule that can be typed, and how each is read. */
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
A fault is METHOD:KIND or METHOD:KIND:OPTION=VALUE,… with * for every method. The first one that is for a request
and is not used up is the one that it meets. Kinds are
  a status from 400 to 599, refuse, reset-before, reset-after, hang, slow-body, cut-body, wrong-json, html,
  empty-body, wrong-type, wrong-content-length, large-body, redirect
Options are
  count=<n>         how many requests meet it; Infinity for all (default: 1, with a probability Infinity)
  skip=<n>          how many requests it leaves alone first
  probability=<p>   how likely a request meets it, such as 0.05; seed=<n> says which ones do
  route=<r>         list, collection or method;  authMethod=<id or name>
  handled=<b>       true or false: whether the request takes effect
  status=<n>        of html, redirect, wrong-json, wrong-type, empty-body and large-body
  rateLimitReset=<seconds>, retryAfter=<seconds>   what a status is answered with, such as 429
  milliseconds=<n>  how long slow-body takes;  bytes=<n>  how large large-body is
Examples
  --fault POST:reset-after                        the first create takes effect, and its answer is lost
  --fault '*:503:probability=0.05,seed=7'         one request of twenty, the same ones in each run
  --fault PATCH:429:rateLimitReset=2,count=3`;

/** Reads a rule as it is typed, such as `POST:reset-after:count=1`; whether it can be followed the emulator says. */
export function readFault(text: string): EmulatorFault {
  const [method = '', kind = '', options, ...rest] = text.split(':');
  if (method === '' || kind === '' || rest.length > 0)
    throw badFault('Give METHOD:KIND or METHOD:KIND:OPTIONS');
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
    throw badFault(
      `Its option "${text}" is none that can be read; the options are ${Object.keys(READERS).join(', ')}`,
    );
  return [name, read];
}
