/** Settings of the site: approver group, mode, default role, which action types may run by themselves. */
import {
  Button,
  Checkbox,
  Heading,
  HelperMessage,
  Label,
  RadioGroup,
  Stack,
  Text,
  Textfield,
} from '@forge/react';
import type { SiteSettingsBody } from '@kraken/shared';
import { useState } from 'react';
import type { AutomaticType, SaveSettingsPayload } from '../admin-contract';
import { useChange } from '../use-change';
import { visibleText } from '../visible-text';
import { ChangeMessage } from './change-message';
import { GroupPicker } from './group-picker';

const MODES = [
  { name: 'mode', value: 'default', label: 'Default: what your rules allow runs by itself' },
  {
    name: 'mode',
    value: 'strict',
    label: 'Strict: only what the requester could do without Kraken runs by itself',
  },
];

interface SettingsFormProps {
  settings: SiteSettingsBody;
  automaticTypes: readonly AutomaticType[];
  reload: () => Promise<void>;
}

interface FieldEvent {
  target: { value: string; checked?: boolean };
}

/** Changes are kept in the form until Save. */
export const SettingsForm = ({ settings, automaticTypes, reload }: SettingsFormProps) => {
  const [draft, setDraft] = useState<SiteSettingsBody>(settings);
  const { isBusy, outcome, run } = useChange(reload);
  const edit = (part: Partial<SiteSettingsBody>): void => setDraft({ ...draft, ...part });
  const save = (): void => {
    // Pinning saves its own list, which may have changed since this form was opened.
    const payload: SaveSettingsPayload = {
      settings: { ...draft, panelProjectIds: settings.panelProjectIds },
    };
    void run('saveSettings', payload);
  };
  return (
    <Stack space="space.150">
      <Heading size="small" as="h2">
        Settings
      </Heading>
      <GroupPicker
        group={draft.approverGroup}
        isBusy={isBusy}
        onPick={(approverGroup) => edit({ approverGroup })}
      />
      <Label labelFor="mode">Mode</Label>
      <RadioGroup
        id="mode"
        name="mode"
        value={draft.mode}
        options={MODES}
        onChange={(event: FieldEvent) =>
          edit({ mode: event.target.value === 'strict' ? 'strict' : 'default' })
        }
      />
      <Label labelFor="default-role">Role when a ticket names none</Label>
      <Textfield
        id="default-role"
        name="defaultRole"
        value={draft.defaultRole}
        isRequired
        onChange={(event: FieldEvent) => edit({ defaultRole: event.target.value })}
      />
      <HelperMessage>As it is called in Jira, for example Member.</HelperMessage>
      <AutomaticSwitches types={automaticTypes} draft={draft} onEdit={edit} />
      <Button appearance="primary" isDisabled={isBusy} onClick={save}>
        Save settings
      </Button>
      <ChangeMessage outcome={outcome} />
    </Stack>
  );
};

interface SwitchesProps {
  types: readonly AutomaticType[];
  draft: SiteSettingsBody;
  onEdit: (part: Partial<SiteSettingsBody>) => void;
}

/** Unticked types always wait for an administrator. Ticking loosens nothing beyond the built-in rules. */
const AutomaticSwitches = ({ types, draft, onEdit }: SwitchesProps) => (
  <Stack space="space.050">
    <Heading size="xsmall" as="h3">
      May run by itself
    </Heading>
    <Text>
      Everything else waits for an administrator: deletions, schemes, bulk changes, removing
      everybody.
    </Text>
    {types.map(({ type, title }) => (
      <Checkbox
        key={type}
        name={type}
        value={type}
        label={visibleText(title)}
        isChecked={!draft.autoOff.includes(type)}
        onChange={() =>
          onEdit({
            autoOff: draft.autoOff.includes(type)
              ? draft.autoOff.filter((off) => off !== type)
              : [...draft.autoOff, type],
          })
        }
      />
    ))}
  </Stack>
);
