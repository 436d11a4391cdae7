import { EmulatorError, startEmulator, type EmulatorFault } from '../../lib/emulator';
import { started } from './started';

const KINDS =
  'must have a kind of refuse, reset-before, hang, html, redirect, reset-after, cut-body, slow-body, ' +
  'wrong-content-length, transform, wrong-json, wrong-type, empty-body, large-body, or a status from 400 to 599';

test.each<[unknown, string]>([
  [{ kind: 'explode' }, KINDS],
  [{ kind: 200 }, KINDS],
  [{}, KINDS],
  ...(
    [
      [{ kind: 503, method: 'PUT' }, 'method', 'must be one of GET, POST, PATCH, DELETE, but is "PUT"'],
      [
        { kind: 503, route: 'x' },
        'route',
        'must be one of list, collection, method, audit, token, but is "x"',
      ],
      [{ kind: 503, count: 0 }, 'count', 'must be a whole number of at least 1, but is 0'],
      [{ kind: 503, skip: -1 }, 'skip', 'must be a whole number of at least 0, but is -1'],
      [{ kind: 503, probability: 0 }, 'probability', 'must be above 0 and at most 1, but is 0'],
      [{ kind: 503, probability: 1.1 }, 'probability', 'must be above 0 and at most 1, but is 1.1'],
      [{ kind: 'html', status: 600 }, 'status', 'must be a whole number from 200 to 599, but is 600'],
      [
        { kind: 'slow-body', milliseconds: -1 },
        'milliseconds',
        'must be a whole number from 0 to 3600000, but is -1',
      ],
      [{ kind: 'large-body', bytes: 0.5 }, 'bytes', 'must be a whole number of at least 1, but is 0.5'],
    ] as const
  ).map(([fault, name, problem]): [unknown, string] => [fault, `has a value of ${name} that ${problem}`]),
])('%j is refused', async (fault, problem) => {
  const { kind } = fault as EmulatorFault;
  const error = new EmulatorError(`The emulator's option faults ("${kind}") ${problem}.`);
  await expect(startEmulator({ faults: [fault as EmulatorFault] })).rejects.toThrow(error);
  const emulator = await started();
  expect(() => emulator.fault(fault as EmulatorFault)).toThrow(error);
});
