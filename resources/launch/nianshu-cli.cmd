@echo off
rem The command line of the installed program: nianshu-cli COMMAND [OPTIONS]. A batch file waits for a program with windows.
setlocal
set NIANSHU_CALLED_AS=nianshu-cli
set "APP=%~dp0..\..\..\nianshu.exe"
"%APP%" cli -- %*
exit /b %ERRORLEVEL%
