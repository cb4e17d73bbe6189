#!/bin/sh
# Compiles the module in the entry file, and those beside it, and calls main/0 (or main/1 with the arguments).
exec erl -noshell -eval '
    Files = filelib:wildcard("/work/*.erl"),
    Modules = [case compile:file(File, [report, {outdir, "/tmp"}]) of
        {ok, Module} -> {File, Module};
        error -> halt(1)
    end || File <- Files],
    {_, Main} = lists:keyfind("/work/'"$1"'", 1, Modules),
    {module, Main} = code:load_file(Main),
    try
        case erlang:function_exported(Main, main, 0) of
            true -> Main:main();
            false -> Main:main(init:get_plain_arguments())
        end,
        halt(0)
    catch Class:Reason:Stack ->
        Frames = lists:takewhile(fun({Module, _, _, _}) -> Module =/= erl_eval end, Stack),
        io:put_chars(standard_error, [erl_error:format_exception(Class, Reason, Frames), "\n"]),
        halt(1)
    end.' -pa /tmp -extra "$@"
