import { once } from 'node:events';

import { describe, expect } from 'vitest';

import { app, crashReporter, loseGpu, powerMonitor, session, utilityProcess } from '../stand-in.ts';
import { rule, ruleWhenReady } from './rule.ts';

describe('a utility process', () => {
  ruleWhenReady('child.pid', () => {
    const child = utilityProcess.fork('/a.js');
    expect(child.pid).toBeUndefined();
    child.spawned(2 ** 29);
    let inExit: number | undefined;
    child.on('exit', () => (inExit = child.pid));
    child.exits(0);
    expect(inExit).toBe(2 ** 29);
    expect(child.pid).toBeUndefined();
  });

  ruleWhenReady('child.kill', async () => {
    const child = utilityProcess.fork('/a.js');
    expect(child.kill()).toBe(false);
    child.spawned();
    const exit = once(child, 'exit');
    expect(child.kill()).toBe(true);
    expect(child.ended).toBe(false);
    await exit;
    expect(child.kill()).toBe(false);
    child.postMessage('late', []);
    expect(child.posted).toEqual([]);
  });

  ruleWhenReady('child.fatal', () => {
    const child = utilityProcess.fork('/a.js').spawned();
    const heard: unknown[] = [];
    child.on('error', (...args) => heard.push(args));
    child.on('exit', (code) => heard.push(code));
    child.fails('node::OnOOMError', '{}');
    expect(heard).toEqual([['FatalError', 'node::OnOOMError', '{}'], 134]);
  });

  ruleWhenReady('child.stdio', () => {
    expect(utilityProcess.fork('/a.js').stdout).toBeNull();
    const piped = utilityProcess.fork('/a.js', [], { stdio: 'pipe' });
    expect(piped.stdout).not.toBeNull();
    piped.spawned().exits(0);
    expect(piped.stdout).toBeNull();
    expect(() => utilityProcess.fork('/a.js', [], { stdio: ['pipe', 'pipe', 'pipe'] })).toThrow(
      'stdin value other than ignore is not supported.',
    );
    expect(() => utilityProcess.fork('/a.js', [], { stdio: ['ignore'] })).toThrow('configuration missing');
    expect(() => utilityProcess.fork('')).toThrow('Missing UtilityProcess entry script.');
  });

  ruleWhenReady('child.gone', () => {
    const heard: unknown[] = [];
    app.on('child-process-gone', (_event, details) => heard.push(details));
    utilityProcess.fork('/a.js', [], { serviceName: '年述后台' }).spawned().crashes(11);
    loseGpu();
    expect(heard).toMatchObject([
      { type: 'Utility', reason: 'crashed', exitCode: 11, name: '年述后台' },
      { type: 'GPU', reason: 'crashed' },
    ]);
    utilityProcess.fork('/a.js').spawned().exits(0);
    expect(heard).toHaveLength(2);
  });
});

describe('the machine', () => {
  ruleWhenReady('power.shutdown', () => {
    expect(powerMonitor.shutdown()).toBe(false);
    powerMonitor.on('shutdown', (event: Event) => event.preventDefault());
    expect(powerMonitor.shutdown()).toBe(true);
  });

  rule('crash.start', () => {
    expect(() => crashReporter.getParameters()).toThrow('before crashReporter.start()');
    expect(() => crashReporter.start({})).toThrow('submitURL must be specified when uploadToServer is true');
    crashReporter.start({ uploadToServer: false, extra: { edition: 'a' } });
    expect(crashReporter.getParameters()).toEqual({ edition: 'a' });
  });
});

describe('a session', () => {
  ruleWhenReady('session.spelling', () => {
    const one = session.defaultSession;
    expect(one.fetchesDictionaries()).toBe(true);
    expect(() => one.setSpellCheckerLanguages(['zh-CN'])).toThrow(
      'Invalid language code provided: "zh-CN" is not a valid language code',
    );
    one.setSpellCheckerLanguages([]);
    expect(one.isSpellCheckerEnabled()).toBe(false);
    expect(one.fetchesDictionaries()).toBe(false);
    expect(() => one.setSpellCheckerDictionaryDownloadURL('nowhere')).toThrow('not a valid URL');
  });

  ruleWhenReady('session.partition', () => {
    expect(session.fromPartition('print')).toBe(session.fromPartition('print'));
    expect(session.fromPartition('print')).not.toBe(session.defaultSession);
    expect(session.fromPartition('print').isPersistent()).toBe(false);
    expect(session.fromPartition('persist:a').isPersistent()).toBe(true);
  });

  ruleWhenReady('session.requests', () => {
    const { webRequest } = session.defaultSession;
    expect(webRequest.lets('https://a.example/')).toBe(true);
    webRequest.onBeforeRequest((details, callback) => callback({ cancel: details.url.startsWith('https:') }));
    expect(webRequest.lets('https://a.example/')).toBe(false);
    expect(webRequest.lets('app://nianshu/')).toBe(true);
    webRequest.onBeforeRequest(null);
    expect(webRequest.lets('https://a.example/')).toBe(true);
  });
});
