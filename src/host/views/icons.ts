/** Icons that the trees share. */
import * as vscode from 'vscode';
import type { Kind } from '../../core/kinds.ts';

export const DONE = new vscode.ThemeIcon(
  'pass-filled',
  new vscode.ThemeColor('testing.iconPassed'),
);

export const KIND_ICONS: Readonly<Record<Kind, vscode.ThemeIcon>> = {
  coding: new vscode.ThemeIcon('code'),
  debug: new vscode.ThemeIcon('bug'),
  'rapid-fire': new vscode.ThemeIcon('zap'),
  'deep-dive': new vscode.ThemeIcon('comment-discussion'),
  unknown: new vscode.ThemeIcon('lightbulb'),
  whiteboard: new vscode.ThemeIcon('edit'),
  'system-design': new vscode.ThemeIcon('type-hierarchy'),
  clinic: new vscode.ThemeIcon('beaker'),
};
