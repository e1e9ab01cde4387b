using Demarche.Store;
using Microsoft.AspNetCore.Diagnostics;

namespace Demarche.Web;

/// <summary>What a caller is told when a request fails inside: an id that the log has too, and nothing of the inside.</summary>
public static partial class Faults
{
    public static async Task AnswerAsync(HttpContext context)
    {
        var problem = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        var id = Id.New();
        var (status, rule) = problem switch
        {
            BadHttpRequestException bad => (bad.StatusCode, "request-must-be-well-formed"),
            // A form or upload beyond its limits.
            InvalidDataException => (StatusCodes.Status400BadRequest, "request-must-be-well-formed"),
            StoreProblem => (StatusCodes.Status503ServiceUnavailable, "store-must-be-there"),
            _ => (StatusCodes.Status500InternalServerError, "desk-must-not-fail"),
        };
        if (status >= StatusCodes.Status500InternalServerError)
            LogFault(context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Demarche"), problem, id);
        context.Response.StatusCode = status;
        var message = Words.Say(rule switch
        {
            "request-must-be-well-formed" => "web.fault.request-must-be-well-formed",
            "store-must-be-there" => "web.fault.store-must-be-there",
            _ => "web.fault.desk-must-not-fail",
        }, id);
        IResult answer = Pages.IsApi(context) ? Problems.Refused(rule, message, status: status)
            : Pages.Of<MessagePage>(context, new Message(Words.Say("web.fault"), message, "/"), status);
        await answer.ExecuteAsync(context);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed; the caller was given the id {Id}.")]
    private static partial void LogFault(ILogger log, Exception? problem, string id);
}
