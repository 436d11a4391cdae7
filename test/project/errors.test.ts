import { tmpdir } from 'node:os';
import { cannotStart } from '../../lib/project/errors';

const missing = Object.assign(new Error('spawn ENOENT'), { code: 'ENOENT' });

test.each([
  [
    'a program that is not there',
    tmpdir(),
    '"terraform" was not found. Install Terraform, or set TERRAFORM_BINARY_NAME to the path of the program.',
  ],
  [
    'a folder that is not there',
    '/no/such/folder',
    'The folder "/no/such/folder" does not exist, so "terraform" cannot run in it. Synthesize again.',
  ],
])('%s has a message of its own', (_, folder, message) => {
  expect(cannotStart('terraform', folder, missing).message).toBe(message);
});
