// The types of larger libraries that the members of the project need, compiled as a separate assembly.
global using System;
global using System.Collections.Generic;
global using System.Linq;
global using System.Linq.Expressions;
global using System.Threading;
global using System.Threading.Tasks;

namespace Web
{
    public interface IActionResult;

    public class ActionResult : IActionResult;

    public class ActionResult<T> : IActionResult
    {
        public T? Value { get; init; }
        public static implicit operator ActionResult<T>(T value) => new() { Value = value };
        public static implicit operator ActionResult<T>(ActionResult result) => new();
    }

    public abstract class ControllerBase
    {
        protected ActionResult Ok(object? value) => new();
        protected ActionResult NotFound() => new();
        protected ActionResult BadRequest(object? error = null) => new();
        protected ActionResult NoContent() => new();
        protected ActionResult CreatedAtAction(string action, object? routeValues, object? value) => new();
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class HttpGetAttribute(string template = "") : Attribute { public string Template => template; }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class HttpPostAttribute(string template = "") : Attribute { public string Template => template; }

    [AttributeUsage(AttributeTargets.Parameter)]
    public sealed class FromBodyAttribute : Attribute;

    public static class Results
    {
        public static IActionResult Ok(object? value) => new ActionResult();
        public static IActionResult NotFound() => new ActionResult();
    }

    public sealed class RouteBuilder
    {
        public RouteBuilder MapGet(string route, Delegate handler) => this;
        public RouteBuilder MapPost(string route, Delegate handler) => this;
    }
}

namespace Data
{
    public abstract class DbSet<T> : IQueryable<T>
        where T : class
    {
        public Type ElementType => typeof(T);
        public Expression Expression => throw new NotSupportedException();
        public IQueryProvider Provider => throw new NotSupportedException();
        public IEnumerator<T> GetEnumerator() => throw new NotSupportedException();
        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
        public void Add(T entity) { }
        public void Update(T entity) { }
        public void Remove(T entity) { }
        public void RemoveRange(IEnumerable<T> entities) { }
        public ValueTask<T?> FindAsync(params object[] keys) => default;
    }

    public abstract class DbContext
    {
        public Task<int> SaveChangesAsync(CancellationToken cancellationToken = default) => Task.FromResult(0);
    }

    public static class QueryExtensions
    {
        public static Task<List<T>> ToListAsync<T>(this IQueryable<T> source, CancellationToken cancellationToken = default) => Task.FromResult(source.ToList());
        public static Task<T?> FirstOrDefaultAsync<T>(this IQueryable<T> source, Expression<Func<T, bool>> predicate, CancellationToken cancellationToken = default) => Task.FromResult(source.FirstOrDefault(predicate));
        public static IQueryable<T> AsNoTracking<T>(this IQueryable<T> source) => source;
    }

    public interface IDataReader
    {
        bool Read();
        string GetString(int column);
        bool GetBoolean(int column);
        bool IsDBNull(int column);
        DateTimeOffset GetDateTimeOffset(int column);
        object this[string name] { get; }
    }
}

namespace Libraries
{
    public interface IMapper
    {
        TTarget Map<TTarget>(object source);
        TTarget Map<TSource, TTarget>(TSource source, TTarget target);
    }

    public interface ILog
    {
        void Info(string message, params object?[] arguments);
        void Warn(Exception? exception, string message, params object?[] arguments);
    }

    public abstract class ObjectPool<T>
        where T : class
    {
        public abstract T Get();
        public abstract void Return(T item);
    }

    public interface IPoolPolicy<T>
    {
        T Create();
        bool Return(T item);
    }

    public abstract class BackgroundService
    {
        protected abstract Task ExecuteAsync(CancellationToken stoppingToken);
    }

    public interface IServiceCollection;

    public static class ServiceCollectionExtensions
    {
        public static IServiceCollection AddSingleton<T>(this IServiceCollection services, Func<IServiceProvider, T> factory) => services;
        public static IServiceCollection AddTransient<T>(this IServiceCollection services, Func<IServiceProvider, T> factory) => services;
        public static T GetRequiredService<T>(this IServiceProvider provider) => throw new NotSupportedException();
    }

    public interface IMessage<out T>
    {
        T Body { get; }
        Task CompleteAsync();
    }

    public static class Check
    {
        public static T NotNull<T>([System.Diagnostics.CodeAnalysis.NotNull] T? value) where T : class => value ?? throw new ArgumentNullException(nameof(value));
        public static void Equal<T>(T expected, T actual) { }
        public static void True(bool condition) { }
        public static TException Throws<TException>(Action action) where TException : Exception => throw new NotSupportedException();
    }
}
