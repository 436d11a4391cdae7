import { writeLine } from './output';
import { redact } from './redact';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;

export type LogLevel = (typeof LEVELS)[number];

export type LogFields = { readonly [name: string]: string | number | boolean | null | undefined };

/** go-plugin splits a line of 64 KiB and shows the pieces raw. A character is at most 6 bytes of JSON. */
const LIMITS = { line: 60 * 1024, text: 8 * 1024 };

const wanted = wantedLevels(process.env);

/**
 * Writes one line to Terraform's log (`TF_LOG_PROVIDER` or `TF_LOG` say from which level on); concealed values are
 * taken out of the message and the fields.
 */
export function log(level: LogLevel, message: string, fields: LogFields = {}): void {
  if (wanted.has(level)) writeLine('stderr', logLine(level, message, fields, new Date()));
}

/** Terraform filters by itself; this saves the work. As there, `JSON` and what is no level mean everything. */
export function wantedLevels(env: NodeJS.ProcessEnv): ReadonlySet<LogLevel> {
  const text = (env.TF_LOG_PROVIDER || env.TF_LOG || 'off').toLowerCase();
  if (text === 'off') return new Set();
  return new Set(LEVELS.slice(Math.max(0, LEVELS.indexOf(text as LogLevel))));
}

/** A line as go-plugin reads it: `@` fields are strings, and the time has exactly six digits after the point. */
export function logLine(level: LogLevel, message: string, fields: LogFields, time: Date): string {
  const head = {
    '@level': level,
    '@message': message,
    '@module': 'provider',
    '@timestamp': time.toISOString().replace('Z', '000Z'),
  };
  const line = JSON.stringify({ ...fields, ...head }, cleanText);
  if (Buffer.byteLength(line) <= LIMITS.line) return line;
  return JSON.stringify({ ...head, fields: 'left out: too long for one line' }, cleanText);
}

function cleanText(_name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  // Cut after redacting: half a secret would not be recognized.
  const text = redact(value);
  return text.length <= LIMITS.text ? text : `${text.slice(0, LIMITS.text)}… (${text.length} characters)`;
}
