import { randomUUID } from 'node:crypto';
import type { Provider, Resource } from '../../lib/plugin/provider';
import { serve } from '../../lib/plugin/serve';
import { UNKNOWN } from '../../lib/plugin/value';

/** A `hashicorp/null` of our own, for change hooks; it also shows that the room serves any provider. */

const NO_PRIVATE_DATA = new Uint8Array();

const nullResource: Resource = {
  schema: {
    attributes: {
      id: { type: 'string', computed: true },
      triggers: { type: ['map', 'string'], optional: true },
    },
  },
  validate: () => [],
  read: async ({ state, private: kept }) => ({ state, private: kept, diagnostics: [] }),
  plan: async ({ prior, proposed, private: kept }) => ({
    planned: prior ? proposed : { ...proposed, id: UNKNOWN },
    private: kept,
    requiresReplace: ['triggers'],
    diagnostics: [],
  }),
  create: async ({ planned }) => ({
    state: { ...planned, id: randomUUID() },
    private: NO_PRIVATE_DATA,
    diagnostics: [],
  }),
  update: async ({ planned, private: kept }) => ({ state: planned, private: kept, diagnostics: [] }),
  delete: async () => [],
};

const nullProvider: Provider = {
  schema: { attributes: {} },
  resources: { null_resource: nullResource },
  dataSources: {},
  validateConfig: () => [],
  configure: async () => [],
};

serve(() => nullProvider, {
  source: 'terraform.local/test/null',
  version: '1.0.0',
  usage: 'Write a null_resource to see it.',
});
