import { underFaults } from '../../helpers/random-faults';

underFaults(73);

// eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would come before the line above
require('../import.test');
