import { EmulatorError, startEmulator, type EmulatorFault } from '../../lib/emulator';
import { started } from './started';

const KINDS =
  'must have a kind of refuse, reset-before, hang, html, redirect, reset-after, cut-body, slow-body, ' +
  'wrong-content-length, transform, wrong-json, wrong-type, empty-body, large-body, or a status from 400 to 599';
const cases: [unknown, string, string][] = [
  [{ kind: 'explode' }, 'explode', KINDS],
  [{ kind: 200 }, '200', KINDS],
  [{}, 'undefined', KINDS],
  [
    { kind: 503, method: 'PUT' },
    '503',
    'has a value of method that must be one of GET, POST, PATCH, DELETE, but is "PUT"',
  ],
  [
    { kind: 503, route: 'x' },
    '503',
    'has a value of route that must be one of list, collection, method, audit, token, but is "x"',
  ],
  [
    { kind: 503, count: 0 },
    '503',
    'has a value of count that must be a whole number of at least 1, but is 0',
  ],
  [
    { kind: 503, skip: -1 },
    '503',
    'has a value of skip that must be a whole number of at least 0, but is -1',
  ],
  [
    { kind: 503, probability: 0 },
    '503',
    'has a value of probability that must be above 0 and at most 1, but is 0',
  ],
  [
    { kind: 503, probability: 1.1 },
    '503',
    'has a value of probability that must be above 0 and at most 1, but is 1.1',
  ],
  [
    { kind: 'html', status: 600 },
    'html',
    'has a value of status that must be a whole number from 200 to 599, but is 600',
  ],
  [
    { kind: 'slow-body', milliseconds: -1 },
    'slow-body',
    'has a value of milliseconds that must be a whole number from 0 to 3600000, but is -1',
  ],
  [
    { kind: 'large-body', bytes: 0.5 },
    'large-body',
    'has a value of bytes that must be a whole number of at least 1, but is 0.5',
  ],
];
test.each(cases)('%j is refused', async (fault, kind, problem) => {
  const error = new EmulatorError(`The emulator's option faults ("${kind}") ${problem}.`);
  await expect(startEmulator({ faults: [fault as EmulatorFault] })).rejects.toThrow(error);
  const emulator = await started();
  expect(() => emulator.fault(fault as EmulatorFault)).toThrow(error);
});
