/** Rules of the seeded workflows that decide nothing the stand-in decides: what goes along with a transition. */
import type { RulesDescription } from './world/build-workflow-rules.ts';

/** A post function, a property and a validator that an update of the workflow must not lose. */
export const seedWorkflowRules: RulesDescription[] = [
  {
    workflow: 'Operations workflow',
    rules: {
      validators: [
        {
          id: 'a1f0c1de-0001-4000-8000-000000000001',
          ruleKey: 'system:check-permission-validator',
          parameters: { permissionKey: 'CREATE_ISSUES' },
        },
      ],
    },
  },
  {
    workflow: 'Operations workflow',
    transition: 'Start work',
    rules: {
      actions: [
        {
          id: 'a1f0c1de-0001-4000-8000-000000000002',
          ruleKey: 'system:trigger-webhook',
          parameters: { webhookId: '1' },
        },
      ],
      properties: { 'jira.i18n.title': 'start.title' },
    },
  },
];
