/** How a command of the command line is called, before its name: in the project, and where the program is installed. */
export const CALLED = { inProject: 'npm run -s cli --', installed: 'nianshu-cli' } as const;

/** The words that help tells people to type here. What starts the program from elsewhere says how it is called itself. */
export const calledHere = (isInstalled: boolean): string =>
  process.env['NIANSHU_CALLED_AS'] ?? (isInstalled ? CALLED.installed : CALLED.inProject);
