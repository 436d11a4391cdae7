import { lock, wholeAddress } from '../../lib/mirror/lock-file';

const OURS = {
  source: 'terraform.local/cdktf/datadogwebhooks',
  version: '1.2.0',
  constraints: '1.2.0',
  hashes: ['h1:new='],
};
const NULL = {
  source: 'registry.terraform.io/hashicorp/null',
  version: '3.2.4',
  constraints: '3.2.4',
  hashes: [],
};

const HEADER = `# This file is maintained automatically by "terraform init".
# Manual edits may be lost in future updates.
`;
const OUR_ENTRY = `provider "terraform.local/cdktf/datadogwebhooks" {
  version     = "1.2.0"
  constraints = "1.2.0"
  hashes = [
    "h1:new=",
  ]
}
`;
const NULL_ENTRY = `provider "registry.terraform.io/hashicorp/null" {
  version     = "3.2.4"
  constraints = "3.2.4"
}
`;
const INSTALLED_NULL = `provider "registry.terraform.io/hashicorp/null" {
  version     = "3.2.4"
  constraints = "~> 3.0, 3.2.4"
  hashes = [
    "h1:L5V05xwp/Gto1leRryuesxjMfgZwjb7oool4WS1UEFQ=",
    "zh:59f6b52ab4ff35739647f9509ee6d93d7c032985d9f8c6237d1f8a59471bbbe2",
  ]
}
`;
const RANDOM_ENTRY = `provider "registry.terraform.io/hashicorp/random" {
  version = "3.7.1"
}
`;

const entries = (...all: readonly string[]) => [HEADER, ...all].join('\n');

test('a new lock file begins as those of terraform init, and has the providers in the order of their addresses', () => {
  expect(lock('', [OURS, NULL])).toBe(entries(NULL_ENTRY, OUR_ENTRY));
});

test('a new entry goes before the first with a later address, and others stay', () => {
  expect(lock(entries(RANDOM_ENTRY), [OURS])).toBe(entries(RANDOM_ENTRY, OUR_ENTRY));
  expect(lock(entries(RANDOM_ENTRY), [NULL])).toBe(entries(NULL_ENTRY, RANDOM_ENTRY));
});

test('an entry of the same version stays byte for byte, with its constraints and hashes', () => {
  const text = entries(INSTALLED_NULL, OUR_ENTRY);
  expect(lock(text, [OURS, NULL])).toBe(text);
});

test('an entry with another hash is replaced where a hash is given', () => {
  expect(lock(entries(OUR_ENTRY.replace('new', 'old'), RANDOM_ENTRY), [OURS])).toBe(
    entries(OUR_ENTRY, RANDOM_ENTRY),
  );
});

test('an entry of another version is replaced, since Terraform would refuse it', () => {
  expect(lock(entries(INSTALLED_NULL.replaceAll('3.2.4', '3.2.3')), [NULL])).toBe(entries(NULL_ENTRY));
});

test('comments and blank lines of the file stay', () => {
  const text = `# ours\n\n\n${RANDOM_ENTRY}# the end\n`;
  expect(lock(text, [OURS])).toBe(`${text}\n${OUR_ENTRY}`);
});

test.each([
  ['null', 'registry.terraform.io/hashicorp/null'],
  ['datadog/datadog', 'registry.terraform.io/datadog/datadog'],
  ['terraform.local/cdktf/datadogwebhooks', 'terraform.local/cdktf/datadogwebhooks'],
])('the whole address of %s is %s', (source, address) => {
  expect(wholeAddress(source)).toBe(address);
});
