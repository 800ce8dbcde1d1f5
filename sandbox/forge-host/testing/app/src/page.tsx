import { invoke, invokeRemote, requestRemote } from '@forge/bridge';
import ForgeReconciler, {
  Button,
  Form,
  FormFooter,
  Heading,
  HelperMessage,
  Label,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  ModalTitle,
  ModalTransition,
  Select,
  Stack,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
  Textfield,
  Toggle,
  useForm,
  useProductContext,
} from '@forge/react';
import { useState } from 'react';

const LEVELS = [
  { label: 'Default', value: 'default' },
  { label: 'Strict', value: 'strict' },
];

interface Entered {
  note: string;
  level: { value: string };
  loud: boolean;
}

const NoteForm = ({ say }: { say: (text: string) => void }) => {
  const { handleSubmit, register, getFieldId, formState } = useForm<Entered>({
    defaultValues: { loud: false } as never,
  });
  const save = async (entered: Entered) => {
    const payload = { note: entered.note, level: entered.level.value, loud: entered.loud };
    say(String(await invoke('save', payload)));
  };
  return (
    <Form onSubmit={handleSubmit(save)}>
      <Label labelFor={getFieldId('note')}>Note</Label>
      <Textfield {...register('note', { required: true })} />
      {formState.errors.note ? <HelperMessage>A note is needed</HelperMessage> : null}
      <Label labelFor={getFieldId('level')}>Level</Label>
      <Select inputId={getFieldId('level')} {...register('level')} options={LEVELS} />
      <Toggle label="Loud" {...register('loud')} />
      <FormFooter>
        <Button type="submit" appearance="primary">
          Save
        </Button>
      </FormFooter>
    </Form>
  );
};

const App = () => {
  const context = useProductContext() as { accountId?: string } | undefined;
  const [message, setMessage] = useState('nothing yet');
  const [open, setOpen] = useState(false);
  const show = (work: Promise<unknown>) =>
    work.then(
      (v) => setMessage(JSON.stringify(v)),
      (e: Error) => setMessage(`failed: ${e.message}`),
    );
  const viaEndpoint = () =>
    show(invokeRemote({ path: '/endpoint', method: 'POST', body: { x: 1 } } as never));
  const viaRemote = () =>
    show(
      requestRemote('service', { path: '/direct', method: 'POST', body: '{"y":2}' }).then((r) =>
        r.json(),
      ),
    );
  return (
    <Stack space="space.100">
      <Heading size="small">Fixture</Heading>
      <Text>{context ? `Viewer ${context.accountId}` : 'Loading'}</Text>
      <Text>{message}</Text>
      <Text>{'<b onclick="x()">not markup</b>'}</Text>
      <Button onClick={() => setOpen(true)}>Ask</Button>
      <Button onClick={() => show(invoke('fail'))}>Fail</Button>
      <Button onClick={viaEndpoint}>Endpoint</Button>
      <Button onClick={viaRemote}>Remote</Button>
      <Button isDisabled onClick={() => setMessage('pressed')}>
        Forbidden
      </Button>
      <ModalTransition>
        {open ? (
          <Modal onClose={() => setOpen(false)}>
            <ModalHeader>
              <ModalTitle>Really?</ModalTitle>
            </ModalHeader>
            <ModalBody>
              <Text>There is no way back.</Text>
            </ModalBody>
            <ModalFooter>
              <Button
                onClick={() => {
                  setMessage('confirmed');
                  setOpen(false);
                }}
              >
                Confirm
              </Button>
            </ModalFooter>
          </Modal>
        ) : null}
      </ModalTransition>
      <Tabs id="tabs">
        <TabList>
          <Tab>One</Tab>
          <Tab>Two</Tab>
        </TabList>
        <TabPanel>
          <NoteForm say={setMessage} />
        </TabPanel>
        <TabPanel>
          <Text>Second panel</Text>
        </TabPanel>
      </Tabs>
    </Stack>
  );
};

ForgeReconciler.render(<App />);
