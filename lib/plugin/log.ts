import { writeLine } from './output';
import { redact } from './redact';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;

export type LogLevel = (typeof LEVELS)[number];

export type LogFields = { readonly [name: string]: string | number | boolean | null | undefined };

/** Keeps a line below 64 KiB, where go-plugin splits it. In JSON, a character takes at most 6 bytes. */
const LONGEST_TEXT = 2000;

const wanted = wantedLevels(process.env);

/**
 * Writes one line to Terraform's log, without secrets. `TF_LOG_PROVIDER` or `TF_LOG` sets the lowest level
 * that is logged.
 */
export function log(level: LogLevel, message: string, fields: LogFields = {}): void {
  if (wanted.has(level)) writeLine('stderr', logLine(level, message, fields, new Date()));
}

/** Terraform filters too; this saves the work. As in Terraform, `JSON` and unknown levels mean all levels. */
export function wantedLevels(env: NodeJS.ProcessEnv): ReadonlySet<LogLevel> {
  const text = (env.TF_LOG_PROVIDER || env.TF_LOG || 'off').toLowerCase();
  if (text === 'off') return new Set();
  return new Set(LEVELS.slice(Math.max(0, LEVELS.indexOf(text as LogLevel))));
}

/** A line as go-plugin reads it: `@` fields are strings, and the time has exactly six decimal places. */
export function logLine(level: LogLevel, message: string, fields: LogFields, time: Date): string {
  const head = {
    '@level': level,
    '@message': message,
    '@module': 'provider',
    '@timestamp': time.toISOString().replace('Z', '000Z'),
  };
  return JSON.stringify({ ...fields, ...head }, cleanText);
}

function cleanText(_name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  // Redact first: a secret that is cut in half would not be recognized.
  const text = redact(value);
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}… (cut)`;
}
