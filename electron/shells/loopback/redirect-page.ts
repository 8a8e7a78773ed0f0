import { escapeXml } from '../../../shared/text/escape-xml.ts';

/**
 * A page that goes on to `url` at once, without a script. A redirect by the server would be part of the request that
 * came from elsewhere, and the browser would hold a `SameSite=Strict` cookie back. Names an empty icon, which the browser
 * would ask the server for otherwise.
 */
export function redirectPage(url: string): string {
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0;url=${escapeXml(url)}"><title>年述</title></html>`;
}
