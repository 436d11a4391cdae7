import { bodyOf, ID, PAYMENTS, TAG } from './auth-method';

/** Characters that could steer a terminal. */
export const STEERING = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

const MB = 1024 * 1024;

/** The answer about an auth method, with more JSON in its attributes. */
export function answerOf(id: string, more = ''): string {
  return JSON.stringify(bodyOf(PAYMENTS, id)).replace('"attributes":{', `$&${more}`);
}

export interface HostileAnswer {
  readonly what: string;
  readonly status: number;
  readonly body: string;
  /** What the error must say. */
  readonly message: string;
}

/** What an import may be answered with by something that means harm, or is broken. */
export const HOSTILE_ANSWERS: readonly HostileAnswer[] = (
  [
    [
      'escapes in a reason',
      400,
      JSON.stringify({ errors: ['\u001b[2J\u202eno'] }),
      String.raw`answered 400: \u001b[2J\u202eno.`,
    ],
    [
      'a reason of 10 MB',
      400,
      JSON.stringify({ errors: ['x'.repeat(10 * MB)] }),
      'answered 400: The error text is too long to show.',
    ],
    ['10,000 reasons', 400, JSON.stringify({ errors: Array(10_000).fill('no') }), '… (cut)'],
    ['100 MB', 200, 'x'.repeat(100 * MB), 'was answered with a body that is larger than 16 MiB.'],
    ['arrays in arrays', 200, '['.repeat(4 * MB), 'is not JSON'],
    ['arrays in arrays that end', 200, '['.repeat(MB) + ']'.repeat(MB), 'is not a JSON object'],
    ['a path for an id', 200, answerOf('../../x'), 'has no UUID in "id"'],
    ['the id of another', 200, answerOf(ID.replace('9', '8')), 'is about another auth method, 8e9c7e3e'],
    [
      'no attributes of its own',
      200,
      `{"data":{"id":"${ID}","type":"${TAG}","attributes":{"__proto__":{"name":"n"}}}}`,
      'has no string in "name"',
    ],
  ] as const
).map(([what, status, body, message]) => ({ what, status, body, message }));
