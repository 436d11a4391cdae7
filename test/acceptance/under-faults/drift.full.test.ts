import { underFaults } from '../../helpers/random-faults';

underFaults(51);

// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would run first
require('../drift.test');
