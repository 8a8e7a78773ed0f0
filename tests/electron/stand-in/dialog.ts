import type Electron from 'electron';

import { needsReady, onReset, refuse } from './life.ts';

type Options = Record<string, unknown>;

const MESSAGE_TYPES = new Set(['none', 'info', 'warning', 'error', 'question']);

/** The options, whether or not a window comes first. */
function optionsOf(args: readonly unknown[]): Options {
  needsReady('dialog module can only be used after app is ready');
  return (args.at(-1) ?? {}) as Options;
}

function texts(options: Options, names: Record<string, string>): void {
  for (const [name, says] of Object.entries(names))
    if (options[name] !== undefined && typeof options[name] !== 'string')
      refuse(`${says} must be a string`, TypeError);
}

const FILE_TEXTS = {
  title: 'Title',
  buttonLabel: 'Button label',
  defaultPath: 'Default path',
  message: 'Message',
};

/** Questions of the system: what was asked is kept, what is answered is set before. */
export const dialog = {
  answer: { canceled: true, filePath: '' },
  asked: [] as Options[],
  openAnswer: { canceled: true, filePaths: [] as string[] },
  opened: [] as Options[],
  /** Which button of a question is pressed. */
  response: 0,
  questions: [] as Options[],
  errors: [] as [title: string, content: string][],

  showSaveDialog: (...args: unknown[]): Promise<Electron.SaveDialogReturnValue> => {
    const options = optionsOf(args);
    texts(options, FILE_TEXTS);
    dialog.asked.push(options);
    return Promise.resolve(dialog.answer);
  },
  showOpenDialog: (...args: unknown[]): Promise<Electron.OpenDialogReturnValue> => {
    const options = optionsOf(args);
    texts(options, FILE_TEXTS);
    if (options['properties'] !== undefined && !Array.isArray(options['properties']))
      refuse('Properties must be an array', TypeError);
    dialog.opened.push(options);
    return Promise.resolve(dialog.openAnswer);
  },
  showMessageBox: (...args: unknown[]): Promise<Electron.MessageBoxReturnValue> =>
    Promise.resolve({ response: answered(args), checkboxChecked: false }),
  showMessageBoxSync: (...args: unknown[]): number => answered(args),
  /** Can be used before `ready`. */
  showErrorBox: (title: string, content: string): void => {
    dialog.errors.push([title, content]);
  },
};

function answered(args: readonly unknown[]): number {
  const options = optionsOf(args);
  texts(options, { title: 'Title', message: 'Message', detail: 'Detail', checkboxLabel: 'checkboxLabel' });
  const { type = 'none', buttons = [] } = options;
  if (!MESSAGE_TYPES.has(type as string)) refuse('Invalid message box type', TypeError);
  if (!Array.isArray(buttons)) refuse('Buttons must be an array', TypeError);
  dialog.questions.push(options);
  return dialog.response;
}

onReset(() => {
  dialog.answer = { canceled: true, filePath: '' };
  dialog.openAnswer = { canceled: true, filePaths: [] };
  dialog.response = 0;
  for (const list of [dialog.asked, dialog.opened, dialog.questions, dialog.errors]) list.length = 0;
});
