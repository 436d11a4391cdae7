import { underFaults } from '../../helpers/random-faults';

underFaults(126);

// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would run first
require('../life.test');
