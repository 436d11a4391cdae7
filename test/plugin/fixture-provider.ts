import { serve } from '../../lib/plugin/serve';
import { fixture } from './fixture';

serve(() => fixture, {
  source: 'terraform.local/test/fixture',
  version: '1.2.3',
  usage: 'Write a probe to see it.',
});
