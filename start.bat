@echo off
rem From a fresh clone to a running server on Windows. Needs a JDK 21+, Maven, Node.js 20+ and Docker Desktop.
setlocal
cd /d "%~dp0"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo error: Parley needs a JDK from 21 on. Install one and set JAVA_HOME.
  exit /b 1
)
"%JAVA%" --list-modules 2>nul | findstr /r "^java.base@2[1-9] ^java.base@[3-9][0-9]" >nul
if errorlevel 1 (
  echo error: Parley needs a JDK from 21 on. JAVA_HOME names an older one.
  exit /b 1
)

if exist backend\target\parley.jar if exist backend\target\lib goto engine
where node >nul 2>&1 || (echo error: building the pages needs Node.js from 20 on. & exit /b 1)
where mvn >nul 2>&1 || (echo error: building needs Maven from 3.8 on. & exit /b 1)
echo Building. The first time this fetches libraries, which takes a few minutes.
call mvn -q -DskipTests package
if errorlevel 1 exit /b 1

:engine
docker info >nul 2>&1
if errorlevel 1 (
  echo No Docker engine answers. Start Docker Desktop; until then everything works but running code.
)
"%JAVA%" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -jar backend\target\parley.jar serve
exit /b %errorlevel%
