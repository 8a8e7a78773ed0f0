import { useEffect, useState } from 'react';

import { useClient } from '../../client/client-context.ts';

/** How the command line is called where the program runs, before the command's name; as when installed until that is known. */
export function useCommandLine(): string {
  const client = useClient();
  const [commandLine, setCommandLine] = useState('nianshu-cli');
  useEffect(() => {
    let live = true;
    client
      .call('app.info', {})
      .then((info) => live && setCommandLine(info.commandLine))
      // Help is there for whoever can't get at the data, too.
      .catch(() => {});
    return () => {
      live = false;
    };
  }, [client]);
  return commandLine;
}
