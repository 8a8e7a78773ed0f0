; What electron-builder's installer for Windows does not do by itself. Included by electron-builder.yml (nsis.include).

; Electron 45 does not start below Windows 10; electron-builder's own installer refuses Vista and older only.
!macro preInit
  ; The installer that only writes the uninstaller runs where the packages are made.
  !ifndef BUILD_UNINSTALLER
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONINFORMATION "年述需要 Windows 10 或更新的系统，这台电脑上的系统太旧，没有安装。$\r$\n$\r$\n电脑没有任何改动，已有的报告都在。请换一台电脑，或请管理员升级系统。" /SD IDOK
    SetErrorLevel 1
    Quit
  ${EndIf}
  !endif
!macroend

; Word files stay with Word and WPS: 年述 is one more program under 打开方式, for this user only.
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\cn.nianshu.word" "" "Word 文档"
  WriteRegStr SHELL_CONTEXT "Software\Classes\cn.nianshu.word\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\cn.nianshu.word\shell\open\command" "" '"$appExe" "%1"'
  WriteRegNone SHELL_CONTEXT "Software\Classes\.docx\OpenWithProgids" "cn.nianshu.word"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}" "FriendlyAppName" "年述"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\shell\open\command" "" '"$appExe" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}\SupportedTypes" ".docx" ""
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.docx\OpenWithProgids" "cn.nianshu.word"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\cn.nianshu.word"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Applications\${APP_EXECUTABLE_FILENAME}"
!macroend
