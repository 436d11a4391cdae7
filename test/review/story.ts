import type { MethodFinding, Review } from '../../lib/review/review';
import {
  ABSENT,
  finding,
  MASKED,
  method,
  methodWith,
  NOT_READABLE,
  patch,
  post,
  removal,
  reviewOf,
  stackOf,
  UNKNOWN,
  value,
} from './reviews';

/** One of everything that can happen to an auth method, in a stack of fourteen and a few that are in sync. */

const SECRET_SENT = finding('client_secret_wo', 'secret-sent', [MASKED, NOT_READABLE, MASKED]);
const URL_OF = 'https://login.example.com/oauth2/token';

function waysOut(name: string, property: string, keep: string) {
  return [
    { choice: 'keep-mine', text: 'Deploy this plan; there is nothing else to do.' },
    {
      choice: 'keep-theirs',
      text: `Write ${property}: ${keep} in the construct webhooks/${name}, and deploy.`,
    },
    {
      choice: 'stop-owning',
      text: `Add lifecycle: { ignoreChanges: ["${property}"] } to the construct webhooks/${name}.`,
    },
  ] as const;
}

const conflict = methodWith(
  'payments',
  [
    {
      ...finding(
        'client_id',
        'conflict',
        [value('payments-webhooks'), value('payments-hotfix'), value('payments-webhooks-2')],
        waysOut('payments', 'clientId', '"payments-hotfix"'),
      ),
      movedSinceApproval: true,
    },
    finding(
      'scope',
      'drifted-put-back',
      [value('read:webhooks write:webhooks'), value('read:webhooks'), value('read:webhooks write:webhooks')],
      waysOut('payments', 'scope', '"read:webhooks"'),
    ),
  ],
  {
    action: 'update',
    requests: [patch({ client_id: 'payments-webhooks-2', scope: 'read:webhooks write:webhooks' })],
  },
);

const putBack = methodWith(
  'alerts',
  [
    finding(
      'access_token_url',
      'drifted-put-back',
      [value(URL_OF), value('https://login-eu.example.com/oauth2/token'), value(URL_OF)],
      waysOut('alerts', 'accessTokenUrl', '"https://login-eu.example.com/oauth2/token"'),
    ),
  ],
  { action: 'update', requests: [patch({ access_token_url: URL_OF })] },
);

const agreed = methodWith('billing', [
  finding('audience', 'drifted-agreed', [
    value(null),
    value('https://api.example.com'),
    value('https://api.example.com'),
  ]),
]);

const kept = methodWith('shipping', [
  finding('scope', 'drifted-kept', [
    value('read:webhooks'),
    value('read:webhooks read:orders'),
    value('read:webhooks read:orders'),
  ]),
]);

const changed = methodWith(
  'orders',
  [
    finding('client_id', 'changed', [
      value('orders-webhooks'),
      value('orders-webhooks'),
      value('orders-webhooks-2026'),
    ]),
    finding('audience', 'changed', [
      value('https://old.example.com'),
      value('https://old.example.com'),
      value(null),
    ]),
  ],
  { action: 'update', requests: [patch({ client_id: 'orders-webhooks-2026', audience: null })] },
);

const rotated = methodWith('search', [SECRET_SENT], {
  action: 'update',
  requests: [patch({ client_secret: '***' })],
});

const masked = methodWith(
  'ledger',
  [
    finding('client_id', 'changed', [MASKED, MASKED, MASKED]),
    finding('audience', 'in-sync', [MASKED, MASKED, MASKED]),
  ],
  { action: 'update', requests: [patch({ client_id: '***' })] },
);

const unknown = methodWith(
  'returns',
  [finding('client_id', 'unknown', [value('returns-webhooks'), value('returns-webhooks'), UNKNOWN])],
  { action: 'update', requests: [patch({ client_id: '(known after apply)' }, false)] },
);

function created(name: string, before: 'absent' | 'deployed'): MethodFinding['attributes'] {
  const deployed = (text: string | null) => (before === 'absent' ? ABSENT : value(text));
  const row = (attribute: Parameters<typeof finding>[0], text: string | null) =>
    finding(attribute, before === 'absent' ? 'changed' : 'drifted-put-back', [
      deployed(text),
      ABSENT,
      value(text),
    ]);
  return [
    row('name', name),
    row('access_token_url', URL_OF),
    row('client_id', `${name}-webhooks`),
    finding('client_secret_wo', 'secret-sent', [before === 'absent' ? ABSENT : MASKED, ABSENT, MASKED]),
    row('audience', null),
    row('scope', 'read:webhooks'),
  ];
}

function whole(name: string): Readonly<Record<string, string>> {
  return {
    name,
    access_token_url: URL_OF,
    client_id: `${name}-webhooks`,
    client_secret: '***',
    scope: 'read:webhooks',
  };
}

const { id: _id, ...fresh } = method('refunds', {
  action: 'create',
  attributes: created('refunds', 'absent'),
  requests: [post(whole('refunds'))],
});

const deletedOutside = method('fraud', {
  action: 'create-again',
  attributes: created('fraud', 'deployed'),
  requests: [post(whole('fraud'))],
});

const deleted = method('legacy', {
  action: 'delete',
  attributes: method('legacy').attributes.map((held) =>
    held.attribute === 'client_secret_wo' ? held : { ...held, verdict: 'not-compared', wanted: ABSENT },
  ),
  requests: [removal],
});

const imported = methodWith('partners', [], {
  importedFrom: 'partners',
  notes: ['It comes under Terraform by this plan; nothing was deployed before.'],
});

const moved = methodWith('inventory', [], {
  movedFrom: 'datadogwebhooks_oauth2_client_credentials.stock',
});

const notCompared = methodWith('reports', [
  finding('scope', 'not-compared', [value('read:webhooks'), value('read:webhooks'), NOT_READABLE]),
]);

const quiet = ['catalog', 'checkout', 'customers'].map((name) => method(name));

export const STORY: Review = reviewOf(
  [
    stackOf(
      [
        ...quiet,
        moved,
        imported,
        agreed,
        kept,
        changed,
        rotated,
        masked,
        unknown,
        fresh,
        deleted,
        deletedOutside,
        notCompared,
        putBack,
        conflict,
      ],
      {
        notCompared: [
          'The scope of auth method "reports" has no value in this plan: it was made with -target and leaves the auth method out.',
        ],
        others: { unchanged: 12, changed: 3 },
      },
    ),
  ],
  {
    exit: { code: 3, failedOn: ['conflict', 'moved'] },
  },
);
