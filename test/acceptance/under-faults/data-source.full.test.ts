import { underFaults } from '../../helpers/random-faults';

underFaults(311);

// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would run first
require('../data-source.test');
