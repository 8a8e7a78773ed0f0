import { networkTrouble } from './network-trouble.mjs';

/** What is done when a registry can't be reached or lacks something: both settings are npm's own. */
const REGISTRY =
  '可换镜像源后再试：npm config set registry 镜像源地址；要经过代理的：npm config set https-proxy 代理地址';
const ON = {
  'disk-full': '请腾出空间后再试',
  'no-right': '请换一个能写的文件夹，或改好文件夹的权限后再试',
  'read-only': '请换一个能写的文件夹后再试',
};

/**
 * What went wrong in npm, as the end of a sentence, and what to do about it.
 * @param {string} output all that npm printed
 */
export function npmTrouble(output) {
  const trouble = networkTrouble(output);
  if (trouble === null) return '请看下面的原因：';
  return `${trouble.words}。${ON[trouble.kind] ?? REGISTRY}。npm 说：`;
}
