import { underFaults } from '../../helpers/random-faults';

underFaults(284);

// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would run first
require('../rotation.test');
