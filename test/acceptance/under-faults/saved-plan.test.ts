import { underFaults } from '../../helpers/random-faults';

underFaults(277);

// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would run first
require('../saved-plan.test');
